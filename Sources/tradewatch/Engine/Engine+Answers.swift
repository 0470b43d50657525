import Commerce
import Library
import Screens

extension Engine {
  /// Does what the screens ask for; what does not concern the library is not sent here.
  func answer(_ effect: Effect) {
    switch effect {
    case .show(let queries): shelf.show(queries)
    case .records(let request): reply(to: request.id) { try self.page(of: request) }
    case .record(let id, let reference): reply(to: id) { .record(self.detail(id, reference)) }
    case .raw(let id, let reference): reply(to: id) { .raw(try self.rawText(id, reference)) }
    case .search(let request): reply(to: request.id) { try self.search(request) }
    case .export(let request): export(request)
    case .cancel: works.giveUp()
    case .filterTail(let filters): tail.filter(by: filters)
    case .copy, .setColour, .setMouse, .bell, .suspend, .redraw, .quit: break
    }
  }

  /// Sends the answer to a request, or why there is none; `nil` where it comes later.
  private func reply(to id: Int, _ answer: () throws -> Reply?) {
    let reply: Reply?
    do {
      reply = try answer()
    } catch let error as QueryError {
      reply = .failed(id: id, reason: error.message)
    } catch {
      reply = .failed(id: id, reason: "\(error)")
    }
    if let reply { handle.mail.send(.message(.reply(reply))) }
  }
}
