import BatchEngine
import Primitives

/// What can go wrong with a store, in words.
enum StorageFault {
    /// No answer came, however often it was asked.
    static func unreachable(
        _ error: TransportError, _ place: String, _ access: StorageAccess
    )
        -> RunFailure
    {
        if error.kind == .trust {
            return .refused(
                Diagnostics([
                    Diagnostic(
                        code: "F906", file: place,
                        message:
                            "the certificate of \(access.endpoint) is not trusted: \(error.words)",
                        cure:
                            "name its authority's certificate in AWS_CA_BUNDLE, or look who answers there"
                    )
                ]))
        }
        return .file(
            Diagnostics([
                Diagnostic(
                    code: "F905", file: place,
                    message: "\(access.endpoint) does not answer: \(error.words)",
                    cure: "look after endpoint and network, then give the same command again: "
                        + "what is there stays")
            ]))
    }

    /// An answer that refuses, or one that is none.
    static func refusal(
        _ answer: StorageAnswer, _ place: String, _ access: StorageAccess
    )
        -> RunFailure
    {
        let said =
            "\(answer.status)" + (answer.code.map { " \($0)" } ?? "")
            + (answer.words.isEmpty ? "" : ": \(answer.words)")
        let code = answer.code ?? ""
        if skewed.contains(code) { return clock(answer, place, said) }
        if RetryPolicy.isPassing(answer) {
            return .file(
                Diagnostics([
                    Diagnostic(
                        code: "F907", file: place, message: "the store fails: \(said)",
                        cure: "give the same command again once it works: what is there stays")
                ]))
        }
        let (number, message, cure) = reason(answer, code, said, access)
        return .refused(
            Diagnostics([Diagnostic(code: number, file: place, message: message, cure: cure)]))
    }

    private static func reason(
        _ answer: StorageAnswer, _ code: String, _ said: String, _ access: StorageAccess
    ) -> (code: String, message: String, cure: String) {
        let region = answer.headers["x-amz-bucket-region"]
        if elsewhere.contains(code) || 300..<400 ~= answer.status
            || region.map({ $0 != access.region }) == true
        {
            return (
                "F904", "the bucket is in another place or region than \(access.region): \(said)",
                region.map { "set AWS_REGION to \($0)" }
                    ?? "look at the bucket's name, AWS_REGION and --endpoint"
            )
        }
        if code == "NoSuchBucket" || code == "InvalidBucketName" {
            return ("F904", "there is no such bucket: \(said)", "make it, or name another one")
        }
        if answer.status == 401 || answer.status == 403 {
            return (
                "F903", "the store refuses: \(said)",
                "look at the AWS_ variables and the key's rights: it needs to read, write and list below "
                    + "the prefix, and to abort uploads"
            )
        }
        return (
            "F909", "the store cannot do it: \(said)",
            "use a store that knows If-None-Match: * and uploads in parts, or look what is between"
        )
    }

    private static func clock(
        _ answer: StorageAnswer, _ place: String, _ said: String
    )
        -> RunFailure
    {
        let theirs = answer.headers["date"].map { "; the store's says \($0)" } ?? ""
        return .refused(
            Diagnostics([
                Diagnostic(
                    code: "F908", file: place,
                    message:
                        "this machine's clock and the store's are too far apart\(theirs): \(said)",
                    cure: "set this machine's clock (timedatectl), then give the same command again"
                )
            ]))
    }

    private static let skewed: Set<String> = ["RequestTimeTooSkewed", "RequestExpired"]
    private static let elsewhere: Set<String> = [
        "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed",
        "IllegalLocationConstraintException",
    ]

    /// An object of other content has the name.
    static func occupied(_ difference: String, _ place: String) -> RunFailure {
        .refused(
            Diagnostics([
                Diagnostic(
                    code: "F911", file: place, message: "another object is there: \(difference)",
                    cure:
                        "name another prefix for this run, or remove the object if nobody needs it: "
                        + "nothing is overwritten")
            ]))
    }

    /// An upload in parts that is ended again and again before it is whole.
    static func disturbed(_ place: String) -> RunFailure {
        .file(
            Diagnostics([
                Diagnostic(
                    code: "F907", file: place,
                    message:
                        "the store forgets the parts of this object before all of them are there",
                    cure:
                        "let one delivery of a run work at a time, then give the same command again"
                )
            ]))
    }

    /// A file that was changed while it was read.
    static func changed(_ path: String) -> RunFailure {
        .refused(
            Diagnostics([
                Diagnostic(
                    code: "F795", file: path,
                    message: "the file has other bytes than the run wrote",
                    cure: "fatura verify says what else is wrong there")
            ]))
    }
}
