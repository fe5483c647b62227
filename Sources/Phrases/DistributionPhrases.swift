/// How files reach a station.
public protocol DistributionPhrases {
}
