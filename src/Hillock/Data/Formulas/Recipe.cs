namespace Hillock.Data.Formulas;

/// <summary>How a generated set is made.</summary>
/// <param name="Description">One line about it.</param>
/// <param name="Count">How many samples are usual.</param>
/// <param name="Make">Makes so many samples, straying so much, from these random numbers.</param>
internal sealed record Recipe(string Description, int Count, Func<int, double, Draw, Table> Make);
