public import ArgumentParser
public import Compliance
public import Phrases
public import Scheduling

// Words of the field that the command line takes as they are.

extension Language: ExpressibleByArgument {}
extension Priority: ExpressibleByArgument {}
extension Outcome: ExpressibleByArgument {}
extension Cause: ExpressibleByArgument {}
extension ReportPeriod.Cutoff: ExpressibleByArgument {}
