using System.Text.Json;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Playground.Messages;
using Hillock.Tensors;

namespace Hillock.Playground.Sessions;

/// <summary>A run as the page is told of it.</summary>
internal static class Description
{
    private const int MostPoints = 1000;
    private const int MostMaps = 400;

    public static RunOpened Of(Run run, MapPlan? map, bool isGiven)
    {
        ModelDefinition definition = run.Definition;
        Preprocessing preprocessing = run.Preprocessing;
        int inputs = map is null ? 0 : definition.Input.Size, outputs = map is null ? 0 : definition.Output.Size;
        bool allMapped = map is not null && inputs + definition.OutputShapes.Sum(shape => shape.Size) <= MostMaps;
        int mappedInputs = allMapped ? inputs : 0, maps = mappedInputs;
        var layers = new List<LayerPlan>();
        for (int i = 0; i < definition.Layers.Count; i++)
        {
            Layer layer = definition.Layers[i];
            string name = definition.LayerNames[i];
            int units = definition.OutputShapes[i].Size;
            bool isLast = i == definition.Layers.Count - 1;
            bool isMapped = isLast ? map is not null : allMapped && layer is Dense;
            layers.Add(new LayerPlan(
                name,
                layer.Type,
                layer is Dense dense ? dense.Activation.Name : null,
                i == 0 ? definition.Input.Size : definition.OutputShapes[i - 1].Size,
                units,
                Offset(name, ParameterRole.Weight),
                Offset(name, ParameterRole.Bias),
                isMapped ? maps : null));
            if (isMapped) maps += units;
        }

        return new RunOpened(
            run.Id,
            run.Changes.Count > 0,
            isGiven,
            JsonSerializer.SerializeToElement(Opening.Told(run.Experiment).ToJson(), MessageContext.Default.JsonObject),
            preprocessing.Task,
            preprocessing.InputNames,
            preprocessing.EncodedNames,
            preprocessing.Target.Names,
            preprocessing.Labels,
            layers,
            definition.ParameterCount,
            run.StepsPerEpoch,
            Points(run.Train, preprocessing),
            run.Data.Test is { } test ? Points(test, preprocessing) : new Points(0, [], []),
            map,
            InputMaps: 0,
            mappedInputs,
            outputs);

        int? Offset(string layer, ParameterRole role) =>
            definition.Parameters.FirstOrDefault(slice => slice.Role == role && slice.Name.StartsWith($"{layer}.", StringComparison.Ordinal))?.Offset;
    }

    private static Points Points(Dataset dataset, Preprocessing preprocessing)
    {
        int shown = Math.Min(dataset.Count, MostPoints);
        bool isClasses = preprocessing.Task != LearningTask.Regression;
        float[] targets = new float[shown];
        for (int i = 0; i < shown; i++) targets[i] = isClasses ? dataset.Class(i) : (float)dataset.Value(i);
        if (dataset is not TableDataset { Table: var table } || preprocessing.Pixels is not null) return new Points(dataset.Count, [], targets);

        int width = preprocessing.InputNames.Count;
        float[] values = new float[shown * width];
        for (int j = 0; j < width; j++)
        {
            Column column = table[preprocessing.InputNames[j]];
            if (column.Kind is not (ColumnKind.Number or ColumnKind.Boolean)) continue;
            for (int i = 0; i < shown; i++) values[(i * width) + j] = column.IsMissing(dataset.Row(i)) ? 0 : (float)column.Number(dataset.Row(i));
        }

        return new Points(dataset.Count, values, targets);
    }
}
