public import Canvas

/// Takes one message into the state, and tells what is to be done outside of it.
public func update(_ state: inout MonitorState, with message: Message) -> [Effect] {
  switch message {
  case .resized(let size):
    state.size = size
    return []
  case .tick(let now):
    state.snapshot.now = now
    return []
  case .snapshot(let snapshot):
    state.snapshot = snapshot
    return []
  case .notice(let text):
    state.status = text
    return []
  case .reply:
    return []
  case .key(.character("q")), .key(.character("Q")):
    return [.quit(status: 0)]
  case .key:
    return []
  }
}

/// Draws the state into a frame of this size.
public func view(_ state: MonitorState, size: Size) -> Frame {
  var frame = Frame(size: size, glyphs: state.glyphs)
  frame.put("tradewatch", row: 0, column: 0)
  return frame
}
