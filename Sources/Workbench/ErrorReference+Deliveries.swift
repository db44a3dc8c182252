/// Codes of deliveries: why files of a run do not reach a store of objects.
extension ErrorReference {
    static let deliveries: [ErrorReference] = [
        .init(
            "F901", "No key to the store",
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both in the environment.",
            cure: "Set them to a key that may write to the bucket."),
        .init(
            "F902", "No address of a store",
            "The endpoint is no https://HOST[:PORT], the region has characters that none has, or a key holds a "
                + "line end.",
            cure: "Look at --endpoint, AWS_ENDPOINT_URL, AWS_REGION and the keys."),
        .init(
            "F903", "The store refuses",
            "The key is unknown, expired or wrong, or may not do it; the message has the store's words.",
            cure:
                "Look at the AWS_ variables and the key's rights: to read, write and list below the prefix, and "
                + "to abort uploads."),
        .init(
            "F904", "The bucket is not there",
            "There is no bucket of that name, or it is in another region.",
            cure: "Make it, or look at its name, AWS_REGION and --endpoint."),
        .init(
            "F905", "The store does not answer",
            "No connection, or no answer in time, seven times in a row.",
            cure:
                "Look after endpoint and network, then give the same command again: what is there "
                + "stays."),
        .init(
            "F906", "The store's certificate is not trusted",
            "It is of another name, out of date, or of an authority that is not known here.",
            cure: "Name its authority's certificate in AWS_CA_BUNDLE, or look who answers there."),
        .init(
            "F907", "The store fails",
            "It answers with errors that pass, such as 503, and they did not; or it forgets uploads.",
            cure: "Give the same command again once it works: what is there stays."),
        .init(
            "F908", "Clocks are too far apart",
            "Signatures hold for some minutes around the time they name.",
            cure: "Set this machine's clock (timedatectl), then give the same command again."),
        .init(
            "F909", "The store cannot do it",
            "It knows no If-None-Match or no uploads in parts, or its answer is none of S3's.",
            cure: "Use a store that does, or look what stands between."),
        .init(
            "F911", "Another object is there",
            "An object of that name has other bytes than the run's file. Nothing is overwritten.",
            cure:
                "Name another prefix for this run, or remove the object if nobody needs it; then give the same "
                + "command again."),
    ]
}
