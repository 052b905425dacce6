namespace Hillock.Tracing.Diagnosis;

/// <summary>What an examination came to.</summary>
/// <param name="Findings">What is wrong; none if nothing is.</param>
/// <param name="Layers">What was measured of each layer.</param>
public sealed record DoctorReport(IReadOnlyList<Finding> Findings, IReadOnlyList<LayerVitals> Layers);
