using Hillock.Data;
using Hillock.Kernels;
using Hillock.Models;

namespace Hillock.Reports;

/// <summary>How much a model leans on each column (Breiman 2001; Fisher, Rudin &amp; Dominici 2019): the score lost when the column's values are shuffled.</summary>
/// <remarks>
/// importance = s − (1/R)·Σᵣ sᵣ: s is the score (accuracy for classes, R² for numbers) on the data as they are, sᵣ that after shuffle r of the
/// raw column among the rows, before the preprocessing. A column that another one can stand in for gets little.
/// </remarks>
public sealed class PermutationImportance
{
    private PermutationImportance(double score, int repeats, IReadOnlyList<ColumnImportance> columns) =>
        (Score, Repeats, Columns) = (score, repeats, columns);

    /// <summary>s: accuracy for classes, R² for numbers, with nothing shuffled.</summary>
    public double Score { get; }

    /// <summary>R: how often each column was shuffled.</summary>
    public int Repeats { get; }

    /// <summary>The columns, in the model's order.</summary>
    public IReadOnlyList<ColumnImportance> Columns { get; }

    /// <summary>Measures every column of a data set that the model was not trained on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dataset">Samples whose targets are known.</param>
    /// <param name="repeats">R, at least 1.</param>
    /// <param name="seed">The same seed gives the same figures.</param>
    /// <exception cref="HillockException">The data lack a column the model needs, or hold a label it does not know.</exception>
    public static PermutationImportance Of(Model model, Dataset dataset, int repeats = 10, long seed = 1) =>
        Of(model, dataset, [.. model.Preprocessing.InputNames.Select((name, i) => new InputGroup(name, [i]))], repeats, seed);

    /// <summary>Measures groups of columns; those of a group are shuffled together.</summary>
    internal static PermutationImportance Of(Model model, Dataset dataset, IReadOnlyList<InputGroup> groups, int repeats, long seed)
    {
        if (repeats < 1) throw new ArgumentException($"A column is shuffled at least once, not {repeats} times.");
        if (dataset.Count == 0) throw new HillockException("There are no samples to measure importance on.");
        ExaminedPart whole = ExaminedPart.Of("", model, dataset);
        ShuffledInputs inputs = ShuffledInputs.Of(model, dataset);
        double score = whole.ScoreOf(whole.Outputs);
        return new PermutationImportance(score, repeats, [.. groups.Select(Measure)]);

        ColumnImportance Measure(InputGroup group, int index)
        {
            double[] drops = new double[repeats];
            int[] order = new int[dataset.Count];
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                for (int i = 0; i < order.Length; i++) order[i] = i;
                new RandomStream(seed, RandomPurpose.Permutation, (index * repeats) + repeat).Shuffle(order);
                drops[repeat] = score - whole.ScoreOf(inputs.Outputs(group.Inputs, order));
            }

            double mean = drops.Average();
            return new ColumnImportance(group.Name, mean, Math.Sqrt(drops.Average(drop => (drop - mean) * (drop - mean))));
        }
    }
}
