using Hillock.Data;
using Hillock.Optimizers;
using Hillock.Playground.Sessions;
using Hillock.Training;

namespace Hillock.Playground.Digits;

/// <summary>A run on one glyph: what the model computes for it, and what a step on it would change, for the microscope.</summary>
internal static class GlyphRun
{
    /// <summary>Begins it, with the model's weights.</summary>
    public static Run Begin(int id, ReadingModel model, GlyphSample glyph, Limits limits)
    {
        ImageDataset dataset = model.Dataset([glyph]);
        var text = new StringWriter { NewLine = "\n" };
        dataset.ToTable().WriteCsv(text);
        var experiment = new Experiment(model.Network.Definition.Layers)
        {
            Loss = model.Network.Definition.Loss,
            Optimizer = new Sgd(0.1),
            Epochs = limits.Epochs / 2,
            BatchSize = 1,
            Validation = 0,
            Patience = 0,
            Data = new DataSource("glyph") { Text = text.ToString(), Test = 0, Preprocessing = model.Network.Preprocessing },
        };
        return Run.Begin(id, experiment, new LoadedData(dataset, null, null), limits, model.Network);
    }
}
