namespace Hillock.Training;

/// <summary>The loss at one learning rate of a search.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Loss">The loss after a step at this rate, of the same samples at every rate, smoothed.</param>
public readonly record struct RatePoint(double Rate, double Loss);

/// <summary>Loss against learning rate, and its three regions: too small, good, diverging.</summary>
/// <param name="Points">The curve, rates ascending.</param>
/// <param name="TooSmallBelow">Below this rate the loss hardly moves; null: it never fell.</param>
/// <param name="Best">Where the loss falls fastest: the rate to try; null: it never fell.</param>
/// <param name="DivergesFrom">From this rate on the loss grows or is no number; null: it never did.</param>
public sealed record RateCurve(ValueList<RatePoint> Points, double? TooSmallBelow, double? Best, double? DivergesFrom);
