namespace Hillock.Tracing.Diagnosis;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>Something is likely to be worse than it could be.</summary>
    Warning,

    /// <summary>As it is, the network cannot do what it is for.</summary>
    Error,
}

/// <summary>Something wrong with a model, its data or its training.</summary>
/// <param name="Code">Its name for programs: <c>dead_units</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Layer">The layer; null where it is none.</param>
/// <param name="Message">What was measured, where, and why it matters.</param>
/// <param name="Advice">What to change.</param>
public sealed record Finding(string Code, Severity Severity, string? Layer, string Message, string Advice);
