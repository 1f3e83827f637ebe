import ArgumentParser
import LessonWeights
import Transfer

/// `lesson weights`: shows, fetches and checks the weights of pretrained networks.
struct WeightsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weights",
        abstract: "Lists, fetches and checks the weights of pretrained networks.",
        discussion: """
            Weights lie where Keras keeps them: in $KERAS_HOME/models, or ~/.keras/models, under Keras' own names. \
            Only 'fetch' uses the network.
            """,
        subcommands: [
            WeightsListCommand.self, WeightsInfoCommand.self, WeightsFetchCommand.self, WeightsVerifyCommand.self,
        ])
}

extension PretrainedModel: ExpressibleByArgument {
    /// Reads the name of a network, in any case.
    public init?(argument: String) {
        self.init(rawValue: argument.lowercased())
    }
}
