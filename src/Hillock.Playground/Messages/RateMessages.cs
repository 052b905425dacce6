namespace Hillock.Playground.Messages;

/// <summary>Try learning rates on the run's network and data, from far too small to far too large.</summary>
internal sealed record FindRate : ClientMessage;

/// <summary>What the rates came to.</summary>
/// <param name="Rates">The rates that were tried, ascending.</param>
/// <param name="Losses">The loss with each, smoothed.</param>
/// <param name="TooSmallBelow">Below it learning crawls; null: not seen.</param>
/// <param name="Best">A rate to begin with; null: none stands out.</param>
/// <param name="DivergesFrom">From it on the loss grows; null: not seen.</param>
internal sealed record RatesFound(
    int Run, IReadOnlyList<double> Rates, IReadOnlyList<double> Losses, double? TooSmallBelow, double? Best, double? DivergesFrom) : ServerMessage;
