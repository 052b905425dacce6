namespace Hillock.Metrics;

/// <summary>How well one class is told from the others. A share of nothing is 0.</summary>
/// <param name="Label">The class.</param>
/// <param name="Precision">Share of its predictions that are right, TP / (TP + FP).</param>
/// <param name="Recall">Share of its samples that are found, TP / (TP + FN).</param>
/// <param name="F1">Harmonic mean of the two, 2·TP / (2·TP + FP + FN).</param>
/// <param name="Support">Its samples, TP + FN.</param>
public sealed record ClassFigures(string Label, double Precision, double Recall, double F1, int Support);
