namespace Hillock.Reports;

/// <summary>How much a model leans on a column.</summary>
/// <param name="Name">The column.</param>
/// <param name="Mean">The score lost by shuffling it, on average; below 0 if the model did better without.</param>
/// <param name="Spread">The standard deviation of that loss over the shuffles.</param>
public sealed record ColumnImportance(string Name, double Mean, double Spread);

/// <summary>Raw inputs that are shuffled together.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Inputs">Their places among the model's inputs.</param>
internal sealed record InputGroup(string Name, int[] Inputs);
