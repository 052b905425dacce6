using Hillock.Data;

namespace Hillock.Training;

/// <summary>What an experiment learns from and what it is judged by.</summary>
/// <param name="Train">Samples to learn from; the experiment's share for validation is still among them.</param>
/// <param name="Test">Samples held out; null: none.</param>
/// <param name="Validation">Samples of a validation file; null: there is none.</param>
public sealed record LoadedData(Dataset Train, Dataset? Test, Dataset? Validation);
