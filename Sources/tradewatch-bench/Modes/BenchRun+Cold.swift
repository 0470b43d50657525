import Commerce
import Ingestion
import Library
import Loading

// From files to answers.
extension BenchRun {
  mutating func answerCold(_ classes: [RecordClass], _ questions: [Question]) throws {
    let intake = try load(classes)
    answers.add(try ask(questions, of: intake))
  }

  /// The first question alone, and how soon the panels of orders showed something: `first_picture_s`.
  mutating func answerFirst() throws {
    let intake = newIntake()
    let panels = try StandingQuestion.all(Question.ofOrders, over: intake.library)
    var firstPicture: Double?
    var failure: (any Error)?
    let seconds = try timed {
      try dataset.load([.order], into: intake) { event in
        guard firstPicture == nil, case .batch = event else { return }
        do {
          try StandingQuestion.refresh(panels)
        } catch { failure = error }
        firstPicture = watch.seconds
      }
    }
    if let failure { throw failure }
    figures["load_s"] = .number(seconds)
    figures["rows"] = .count(intake.library[.order].liveCount)
    if let firstPicture { figures["first_picture_s"] = .number(firstPicture) }
    answers.add(try ask(Array(Question.all.prefix(1)), of: intake))
  }

  mutating func validate() throws {
    let intake = try load([.order, .commodity])
    for name in Validation.names {
      var count = 0
      figures[name] = .number(
        try timed { count = try Validation.count(name, in: intake.library) })
      answers.add(name, [[.integer(Int64(count))]])
    }
  }

  mutating func loadLines() throws {
    let intake = newIntake()
    figures["load_s"] = .number(try timed { try dataset.loadLines(into: intake) })
    figures["rows"] = .count(intake.library[.order].liveCount)
  }

  /// Orders with and without checks, in turn, in wall and processor time.
  mutating func compareChecks() throws {
    var wall: [Bool: [Double]] = [:]
    var processor: [Bool: [Double]] = [:]
    for run in 0..<2 * arguments.runs {
      let checks = run % 4 == 0 || run % 4 == 3
      let before = ProcessUsage.processorSeconds
      let seconds = try timed {
        try dataset.load([.order], into: Intake(checks: checks))
      }
      wall[checks, default: []].append(seconds)
      processor[checks, default: []].append(ProcessUsage.processorSeconds - before)
    }
    figures["with_s"] = .runs(wall[true] ?? [])
    figures["without_s"] = .runs(wall[false] ?? [])
    figures["with_cpu_s"] = .runs(processor[true] ?? [])
    figures["without_cpu_s"] = .runs(processor[false] ?? [])
  }
}
