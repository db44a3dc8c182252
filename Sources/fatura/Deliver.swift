import BatchEngine
import Delivery
import Foundation
import Primitives
import RunFolders

/// `fatura deliver`.
@Sendable func deliver(_ arguments: Arguments) -> ExitCode {
    let access: StorageAccess
    do throws(Diagnostic) {
        access = try StorageAccess(
            environment: ProcessInfo.processInfo.environment, endpoint: arguments["endpoint"])
    } catch {
        complain(error.text)
        return .template
    }
    let options: DeliveryOptions
    do throws(UsageError) {
        options = try deliveryOptions(arguments, access)
    } catch {
        complain("fatura deliver: \(error.message)")
        return .usage
    }
    let delivery = RunDelivery(options) { remark($0) }
    let signals = stopping { delivery.stop() }
    defer { for signal in signals { signal.cancel() } }
    do throws(RunFailure) {
        let outcome = try delivery.run()
        let size = String(format: "%.1f MB", Double(outcome.bytes) / 1e6)
        complain(
            "\(outcome.objects) files of \(size): \(outcome.objects - outcome.present) brought, "
                + "\(outcome.present) were there → \(options.place.text())")
        return .done
    } catch {
        for diagnostic in error.diagnostics.all { complain(diagnostic.text) }
        return ExitCode(error)
    }
}

private func deliveryOptions(
    _ arguments: Arguments, _ access: StorageAccess
) throws(UsageError) -> DeliveryOptions {
    guard let place = ObjectPlace(arguments.operands[1]) else {
        throw UsageError(
            message: "“\(arguments.operands[1])” is no s3://BUCKET or s3://BUCKET/PREFIX")
    }
    var options = DeliveryOptions(folder: arguments.operands[0], place: place, access: access)
    options.workers = try arguments.number("workers", in: 1...64, standard: options.workers)
    options.timeout = try arguments.number("timeout", in: 1...3_600, standard: options.timeout)
    return options
}
