namespace Hillock.Data;

/// <summary>Where a set of the catalog comes from.</summary>
public enum CatalogKind
{
    /// <summary>It is inside the library.</summary>
    Shipped,

    /// <summary>It is made from a formula when asked for.</summary>
    Generated,

    /// <summary>It is fetched once and then kept in the user's cache.</summary>
    Fetched,
}

/// <summary>A set of the catalog.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Description">One line about it.</param>
/// <param name="Source">Who made it.</param>
/// <param name="License">Under which terms it may be used.</param>
public sealed record CatalogEntry(string Name, CatalogKind Kind, string Description, string Source, string License);

/// <summary>How far fetching a set has come.</summary>
/// <param name="Activity">What is being done: <c>train-images-idx3-ubyte from npm</c>.</param>
/// <param name="Bytes">Bytes of the set that are there.</param>
/// <param name="Total">Bytes of the whole set.</param>
public readonly record struct CatalogProgress(string Activity, long Bytes, long Total);
