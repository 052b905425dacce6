namespace Hillock;

/// <summary>Something from outside is wrong: a file, a table, a shape, a run that diverged. The message is a sentence for the user.</summary>
/// <remarks>It says what was wrong, where (file:line:column, layer, shape) and what to do. Wrong arguments throw <see cref="ArgumentException"/>.</remarks>
public sealed class HillockException : Exception
{
    /// <summary>Creates the error from its sentence.</summary>
    public HillockException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error from its sentence and what caused it.</summary>
    public HillockException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
