import Dispatch
import Foundation
import FoundationNetworking
import Synchronization

/// One HTTP request, whose answer arrives piece by piece; redirects are followed and the proxies that `http_proxy`,
/// `https_proxy` and `no_proxy` name are used.
final class HTTPDownload: NSObject, URLSessionDataDelegate {
    /// What arrives, in this order: one response, its body, the end.
    enum Event: Sendable {
        case response(HTTPURLResponse)
        case data(Data)
        case end((any Error)?)
    }

    private let events = Mutex<[Event]>([])
    private let arrived = DispatchSemaphore(value: 0)
    private let session = Mutex<URLSession?>(nil)

    /// Sends the request.
    init(_ request: URLRequest) {
        super.init()
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 30
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        self.session.withLock { $0 = session }
        session.dataTask(with: request).resume()
    }

    /// The next event, or nil after `seconds` without one.
    func next(within seconds: Double) -> Event? {
        guard arrived.wait(timeout: .now() + seconds) == .success else { return nil }
        return events.withLock { $0.removeFirst() }
    }

    /// Ends the request, whether its answer has come whole or not.
    func cancel() {
        session.withLock { session in
            session?.invalidateAndCancel()
            session = nil
        }
    }

    private func add(_ event: Event) {
        events.withLock { $0.append(event) }
        arrived.signal()
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        if let response = response as? HTTPURLResponse { add(.response(response)) }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        add(.data(data))
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        add(.end(error))
    }
}
