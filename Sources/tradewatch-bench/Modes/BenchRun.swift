import Commerce
import Library
import Loading

/// One run: a mode over the files of a directory.
struct BenchRun {
  let arguments: BenchArguments
  /// Since the process began.
  let watch: Stopwatch
  let dataset: Dataset
  var figures = Figures()
  var answers = PeerAnswers()
  /// What was loaded: kept, so that taking it down is in no figure.
  private(set) var intakes: [Intake] = []

  init(_ arguments: BenchArguments, since watch: Stopwatch) {
    self.arguments = arguments
    self.watch = watch
    dataset = Dataset(directory: arguments.directory)
    figures["engine"] = .text("tradewatch")
    figures["mode"] = .text(arguments.mode.rawValue)
    figures["threads"] = .count(threadCount)
  }

  /// Measures, writes the answers where that was asked for, and gives the figures.
  mutating func finish() throws -> String {
    let before = ProcessUsage.anonymousMegabytes
    switch arguments.mode {
    case .orders, .ordersMin: try answerCold([.order], Question.ofOrders)
    case .first: try answerFirst()
    case .all: try answerCold([.order, .invoice, .waybill], Question.all)
    case .hot: try answerHot()
    case .live: try follow()
    case .validate: try validate()
    case .jsonl: try loadLines()
    case .checks: try compareChecks()
    case .micro: measureLoops()
    }
    figures["anon_mb"] = .number(ProcessUsage.anonymousMegabytes - before)
    figures["peak_mb"] = .number(ProcessUsage.peakMegabytes)
    figures["cpu_s"] = .number(ProcessUsage.processorSeconds)
    figures["total_s"] = .number(watch.seconds)
    if let path = arguments.output { try answers.write(to: path) }
    return figures.json
  }

  /// A library with every check on.
  mutating func newIntake() -> Intake {
    let intake = Intake(checks: true)
    intakes.append(intake)
    return intake
  }

  /// Loads these classes; figures `load_s`, `rows` and the memory that they are left in.
  mutating func load(_ classes: [RecordClass]) throws -> Intake {
    let before = ProcessUsage.anonymousMegabytes
    let intake = newIntake()
    figures["load_s"] = .number(try timed { try dataset.load(classes, into: intake) })
    figures["loaded_anon_mb"] = .number(ProcessUsage.anonymousMegabytes - before)
    let rows = classes.map { intake.library[$0].liveCount }
    figures["rows"] = rows.count == 1 ? .count(rows[0]) : .counts(rows)
    return intake
  }

  /// Asks questions of a library for the first time, all at once as a screen does; figure `answers_s`.
  mutating func ask(_ questions: [Question], of intake: Intake) throws -> [StandingQuestion] {
    var standing: [StandingQuestion] = []
    figures["answers_s"] = .number(
      try timed {
        standing = try StandingQuestion.all(questions, over: intake.library)
        try StandingQuestion.refresh(standing)
        for question in standing { _ = question.rows }
      })
    return standing
  }
}
