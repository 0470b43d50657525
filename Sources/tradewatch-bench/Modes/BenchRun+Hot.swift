import Commerce
import Library
import Loading

// With everything loaded.
extension BenchRun {
  /// After one more order and waybill each answer is made anew (`q1` …); with another filter a view
  /// has to begin (`f1` …).
  mutating func answerHot() throws {
    let intake = try load([.order, .invoice, .waybill])
    let standing = try ask(Question.all, of: intake)
    answers.add(standing)
    try measureFilters(intake)
    try measureRefreshes(standing, intake)
  }

  private mutating func measureRefreshes(
    _ standing: [StandingQuestion], _ intake: Intake
  ) throws {
    var order = try OneMore(like: dataset.path("orders.csv"), .order, key: "order_id")
    var waybill = try OneMore(like: dataset.path("waybills.csv"), .waybill, key: "number")
    var runs = standing.map { _ in [Double]() }
    for _ in 0..<arguments.runs {
      try order.add(to: intake)
      try waybill.add(to: intake)
      for (index, question) in standing.enumerated() {
        let seconds = try timed {
          try question.refresh()
          _ = question.rows
        }
        runs[index].append(seconds)
      }
    }
    for (question, runs) in zip(standing, runs) { figures[question.question.name] = .runs(runs) }
  }

  private mutating func measureFilters(_ intake: Intake) throws {
    for question in Question.all where !question.measures.isEmpty {
      let name = "f" + question.name.dropFirst()
      var runs: [Double] = []
      var rows: [[FieldValue]] = []
      for _ in 0..<arguments.runs {
        let seconds = try timed {
          let filtered = try StandingQuestion(
            question, over: intake.library, filter: question.halvingFilter)
          try filtered.refresh()
          rows = filtered.rows
        }
        runs.append(seconds)
      }
      figures[name] = .runs(runs)
      answers.add(name, rows)
    }
  }

  /// Ten times `live-1.csv` … more, then all questions of orders anew.
  mutating func follow() throws {
    let intake = try load([.order])
    let standing = try StandingQuestion.all(Question.ofOrders, over: intake.library)
    try StandingQuestion.refresh(standing)
    var appends: [Double] = []
    var refreshes: [Double] = []
    for number in 1...10 {
      appends.append(try timed { try dataset.append("live-\(number).csv", into: intake) })
      let seconds = try timed {
        try StandingQuestion.refresh(standing)
        for question in standing { _ = question.rows }
      }
      refreshes.append(seconds)
    }
    answers.add(standing)
    figures["append_med"] = .number(median(appends))
    figures["refresh_med"] = .number(median(refreshes))
    figures["append_first"] = .number(appends[0])
    figures["refresh_first"] = .number(refreshes[0])
  }
}
