using System.Text;
using Hillock.Models;

namespace Hillock.Lessons;

/// <summary>Small models that a lesson writes down itself, as in a file.</summary>
internal static class HandWritten
{
    /// <summary>The model of a JSON text as <c>docs/files.md</c> describes it.</summary>
    public static Model Load(string json) => Model.Load(Encoding.UTF8.GetBytes(json), "the lesson's model");

    /// <summary>A model that does nothing but one activation, to <paramref name="width"/> numbers at once, perhaps several times.</summary>
    public static Model Activation(string name, int width = 1, int times = 1) => Load($$"""
        { "hillock": 1, "input": {{width}}, "layers": [ {{string.Join(", ", Enumerable.Repeat($$"""{ "type": "activation", "activation": "{{name}}" }""", times))}} ] }
        """);

    /// <summary>All parameters, in the order of the definition.</summary>
    public static double[] AllParameters(this Model model) => [.. model.Definition.Parameters.SelectMany(slice => model.Parameter(slice.Name))];

    /// <summary>The same network with other parameters.</summary>
    public static Model With(this Model model, double[] parameters) => new(model.Definition, parameters, model.Preprocessing);

    /// <summary>What the model makes of one sample.</summary>
    public static double[] Output(this Model model, params ReadOnlySpan<double> input)
    {
        double[] output = new double[model.Definition.Output.Size];
        model.Predict(input, output);
        return output;
    }
}
