using Hillock.Cli.Screens;
using Hillock.Construction;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Optimizers;

namespace Hillock.Lessons.Machines;

internal sealed class ParityLesson() : Lesson("B3", "Depth saves neurons: the parity of n inputs")
{
    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("Is an odd number of $n$ inputs 1? A deep network is a tree of XORs, each of which makes one signal out of two with three neurons. A network with one hidden layer of AND and OR neurons needs an AND for every row of the truth table that is 1: no two of those rows can share one, as they always differ in two inputs or more.");
        yield return new Formulas(@"& \text{deep:} \quad && 3(n - 1) \text{ neurons}", @"& \text{shallow:} \quad && 2^{n-1} + 1 \text{ neurons}", @"& \text{counting:} \quad && n + 1 \text{ neurons}");

        int[] sizes = [.. Enumerable.Range(2, 11)];
        Built[] built = [.. sizes.Select(n => new Built(n, ParityNetwork.Build(n, ParityForm.Deep), ParityNetwork.Build(n, ParityForm.Shallow), ParityNetwork.Build(n, ParityForm.Counting)))];
        yield return new NumberTable(
            ["n", "deep", "its layers", "carriers", "shallow", "counting", "wrong"],
            [.. built.Select(each => (string[])[
                $"{each.Inputs}", $"{each.Deep.Units.Sum()}", $"{each.Deep.Units.Count}", $"{each.Deep.Carriers.Sum()}",
                Figures.Count(each.Shallow.Units.Sum()), $"{each.Counting.Units.Sum()}", $"{each.Wrong}"])]);
        yield return new Prose("Counting is beyond the lecture: its hidden neuron $k$ fires from $k$ ones on, which is more than an AND or OR can. Carriers compute nothing: they hand a signal on so that every layer reads only the one before. They are counted apart.");
        yield return new Plot("Neurons against inputs", "n", "neurons", Counts("deep", built, each => each.Deep), Counts("shallow", built, each => each.Shallow), Counts("counting", built, each => each.Counting)) { LogarithmicY = true };
        yield return new Check("All three are exact in every row, for $n = 2 \\dots 12$.", built.All(each => each.Wrong == 0));
        yield return new Check("Deep: $3(n - 1)$ neurons.", built.All(each => each.Deep.Units.Sum() == 3 * (each.Inputs - 1)));
        yield return new Check("Shallow: $2^{n-1} + 1$ neurons.", built.All(each => each.Shallow.Units.Sum() == (1 << (each.Inputs - 1)) + 1));
        yield return new Check("Counting: $n + 1$ neurons.", built.All(each => each.Counting.Units.Sum() == each.Inputs + 1));
        yield return new Check("No carriers are needed for $n = 2$, 4 and 8.", built.Where(each => each.Inputs is 2 or 4 or 8).All(each => each.Deep.Carriers.Sum() == 0));
        yield return new Prose("So a shallow network may need exponentially many neurons in the number of inputs, or of statistically independent features, where a deep one needs few (Delalleau and Bengio showed it for networks of sums and products).");
        yield return Try.Of("The tree", "Eight inputs, a tree of XORs: 21 neurons.", new ConstructionSetup("parity", "8") { Form = "deep" }).Guided(
            new("Count the units of each layer.", Goal.Look, "Seven XORs of three units each, in a tree: 21."),
            new("Take one input away, or add one.", Goal.To(Act.Construct), "One XOR more or less: depth makes the cost grow by three units an input."));
        yield return Try.Of("Side by side", "The same function with one hidden layer: 129 neurons.", new ConstructionSetup("parity", "8") { Form = "shallow" }).Guided(
            new GuideStep("Take one input away.", Goal.To(Act.Construct), "Half the units: one hidden layer needs a unit for each odd row of the truth table, twice as many with each input."));
        yield return Try.Of("Learned instead", "Can training find what can be constructed? All 16 rows of four inputs, eight hidden units.", Experiments.Of("parity:4", [8], "tanh", new Adam(0.02), epochs: 500, test: 0)).Guided(
            new("Press Play until the loss is below 0.1.", Goal.TrainLossTo(0.1), "Training found weights for all 16 rows. They look like nothing that one would build."),
            new("Click a sample or a unit to see its numbers.", Goal.To(Act.OpenMicroscope), "Every number of the pass is there, and the network is as hard to read as before."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Neurons];

    private static Exercise Neurons(Draw draw)
    {
        int n = draw.Integer(3, 13);
        int deep = ParityNetwork.Build(n, ParityForm.Deep).Units.Sum(), shallow = ParityNetwork.Build(n, ParityForm.Shallow).Units.Sum(), counting = ParityNetwork.Build(n, ParityForm.Counting).Units.Sum();
        return new Exercise(
            [new Prose($"The parity of {n} inputs: how many neurons has a tree of XORs (without units that only carry a signal on), how many a network with one hidden layer of ANDs and an OR, and how many one whose hidden units count?")],
            new NumberAnswer(
                new Quantity(@"\text{deep}", deep) { Slips = [new Slip(3 * n, $"{n} inputs are joined by {n - 1} XORs.")] },
                new Quantity(@"\text{shallow}", shallow) { Slips = [new Slip(shallow - 1, "The OR is missing."), new Slip((1 << n) + 1, "Only half of the rows are 1.")] },
                new Quantity(@"\text{counting}", counting)),
            $"Each XOR has three neurons. Half of the $2^{{{n}}}$ rows are 1, and each needs an AND of its own.",
            [new Formulas($@"\text{{deep:}} \quad & 3 \cdot ({n} - 1) = {deep}", $@"\text{{shallow:}} \quad & 2^{{{n - 1}}} + 1 = {shallow}", $@"\text{{counting:}} \quad & {n} + 1 = {counting}")])
        { Given = new Dictionary<string, double> { ["n"] = n } };
    }

    private static Curve Counts(string name, Built[] built, Func<Built, ConstructedNetwork> form) =>
        new(name, [.. built.Select(each => ((double)each.Inputs, (double)form(each).Units.Sum()))]);

    private sealed record Built(int Inputs, ConstructedNetwork Deep, ConstructedNetwork Shallow, ConstructedNetwork Counting)
    {
        public int Wrong { get; } = new[] { Deep, Shallow, Counting }.Sum(network => network.Verify().Wrong ?? 0);
    }
}
