import Foundation
import FoundationNetworking

extension WeightsFetcher {
    /// What the network library says, in words.
    static func words(for error: any Error) -> String {
        switch (error as? URLError)?.code {
        case .timedOut: "nothing came for 30 s"
        case .networkConnectionLost: "the connection was lost"
        default: error.localizedDescription
        }
    }

    /// The error for a request that no server has answered.
    func failure(_ error: any Error) -> WeightsError {
        let reason = Self.words(for: error)
        return switch (error as? URLError)?.code {
        case .secureConnectionFailed, .serverCertificateHasBadDate, .serverCertificateUntrusted,
            .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid, .clientCertificateRejected,
            .clientCertificateRequired:
            .insecure(address: address, reason: reason)
        // Handshakes that fail before any certificate is seen have no code of their own.
        default:
            ["SSL", "TLS", "certificate"].contains(where: reason.contains)
                ? .insecure(address: address, reason: reason) : .unreachable(address: address, reason: reason)
        }
    }
}
