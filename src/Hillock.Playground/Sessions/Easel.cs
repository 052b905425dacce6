using System.Diagnostics;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Playground.Frames;
using Hillock.Playground.Messages;
using Hillock.Tracing;
using Hillock.Tracing.Diagnosis;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>What is needed to draw one run, made once: a grid of places through the network, the samples to score it on, the frame's memory.</summary>
internal sealed class Easel
{
    private const int MostParametersShown = 50_000;

    // Ever more rarely: most is found early, and it takes longer than a frame.
    private static readonly TimeSpan FirstDoctor = TimeSpan.FromSeconds(1);

    private readonly RunOpened description;
    private readonly UnitMaps? maps;
    private readonly Scorer train;
    private readonly Scorer? test;
    private readonly float[] parameters;
    private readonly byte[] frame;
    private readonly int shownParameters;
    private readonly List<MapBand> bands = [];
    private readonly LayerMonitor monitor;
    private IReadOnlyList<Finding> findings = [];
    private long askedDoctor;
    private TimeSpan untilDoctor;

    public Easel(Run run, RunOpened description, UnitMaps? maps)
    {
        this.description = description;
        Run = run.Id;
        ModelDefinition definition = run.Definition;
        train = Scorer.Create(definition, run.Preprocessing, run.Train, run.Experiment.Precision);
        test = run.Data.Test is { Count: > 0 } held ? Scorer.Create(definition, run.Preprocessing, held, run.Experiment.Precision) : null;
        monitor = LayerMonitor.Create(definition, run.Preprocessing, run.Train, run.Experiment.Precision);
        parameters = new float[definition.ParameterCount];
        shownParameters = parameters.Length <= MostParametersShown ? parameters.Length : 0;
        this.maps = maps;
        if (description.Map is { } plan) AddBands(definition, plan, run);

        Units = bands.Sum(band => band.Units);
        frame = new byte[FrameWriter.Length(shownParameters, Units, bands.Sum(band => band.Bytes))];
    }

    /// <summary>The run that it draws.</summary>
    public int Run { get; }

    private int Units { get; }

    /// <summary>Draws a frame; it is valid until the next is drawn.</summary>
    public ReadOnlyMemory<byte> Draw(Glimpse glimpse)
    {
        glimpse.State.CopyParametersTo(parameters);
        (double trainLoss, double trainScore) = train.Evaluate(parameters);
        (double testLoss, double testScore) = test?.Evaluate(parameters) ?? (double.NaN, double.NaN);
        var head = new FrameHead(
            Run,
            glimpse.State.Epoch,
            glimpse.State.StepInEpoch,
            trainLoss,
            testLoss,
            trainScore,
            testScore,
            glimpse.Run.SamplesPerSecond,
            shownParameters,
            Units,
            description.OutputMaps,
            description.Map?.Width ?? 0,
            description.Map?.Height ?? 0);
        FrameWriter.WriteHead(frame, head);
        parameters.AsSpan(0, shownParameters).CopyTo(FrameWriter.Parameters(frame, shownParameters));
        if (maps is not null) DrawMaps();
        return frame;
    }

    /// <summary>How the layers do at the moment that was drawn last, and what the doctor finds; that takes longer and is asked more rarely.</summary>
    public Health Examine(Glimpse glimpse)
    {
        if (!glimpse.Playing || Stopwatch.GetElapsedTime(askedDoctor) > untilDoctor)
        {
            untilDoctor = glimpse.Playing && askedDoctor > 0 ? untilDoctor * 1.5 : FirstDoctor;
            findings = Doctor.Examine(glimpse.State, glimpse.Run.Train).Findings;
            askedDoctor = Stopwatch.GetTimestamp();
        }

        return new Health(Run, [.. monitor.Measure(parameters).Select(Finite)], findings);
    }

    // What has no bounds has no place in JSON; the doctor says it in words.
    private static LayerVitals Finite(LayerVitals layer) => layer with
    {
        GradientNorm = layer.GradientNorm is { } norm && double.IsFinite(norm) ? norm : null,
        Delta = double.IsFinite(layer.Delta) ? layer.Delta : 0,
    };

    private void AddBands(ModelDefinition definition, MapPlan plan, Run run)
    {
        if (description.MappedInputs > 0) bands.Add(new MapBand(MapBand.Inputs, description.MappedInputs, null, 0, plan, isFull: false));
        for (int i = 0; i < description.Layers.Count; i++)
        {
            if (description.Layers[i].Maps is null) continue;
            bool isLast = i == description.Layers.Count - 1;
            Activation? activation = isLast ? definition.OutputActivation : (definition.Layers[i] as Dense)?.Activation;
            bands.Add(new MapBand(i, description.Layers[i].Units, activation, isLast && run.Preprocessing.Task == LearningTask.Regression ? LargestTarget(run) : 0, plan, isLast));
        }
    }

    private static double LargestTarget(Run run) => Enumerable.Range(0, run.Train.Count).Select(i => Math.Abs(run.Train.Value(i))).DefaultIfEmpty(1).Max();

    private void DrawMaps()
    {
        maps!.Compute(parameters);
        Span<float> scales = FrameWriter.Scales(frame, shownParameters, Units);
        Span<sbyte> bytes = FrameWriter.Maps(frame, shownParameters, Units);
        foreach (MapBand band in bands)
        {
            ReadOnlySpan<float> values = band.Layer == MapBand.Inputs ? maps.Inputs : band.Layer == description.Layers.Count - 1 ? maps.Answers : maps.Layer(band.Layer);
            band.Draw(values, scales, bytes);
            scales = scales[(2 * band.Units)..];
            bytes = bytes[band.Bytes..];
        }
    }
}
