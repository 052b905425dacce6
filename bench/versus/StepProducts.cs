namespace Hillock.Versus;

/// <summary>The matrix products of a training step and nothing else: what training would cost if all the rest were free.</summary>
/// <remarks>For each layer X·W and Xᵀ·δ, and δ·Wᵀ for all but the first. No zero can be left out, as the matrices have none.</remarks>
internal static class StepProducts
{
    /// <summary>Repeats them for the time asked for.</summary>
    /// <param name="request">Asks for <c>train</c>: the products of that network and batch are computed.</param>
    /// <param name="create">Somebody's matrix multiplication.</param>
    /// <returns>Samples per second.</returns>
    public static Figure? Measure(Request request, Func<IMultiply> create)
    {
        if (request.Words is not ["train", _, var sizes, _, _, var batch, ..]) return null;
        int rows = int.Parse(batch);
        int[] units = [.. sizes.Split(',').Select(int.Parse)];
        IMultiply[] products = [.. units.Zip(units[1..]).SelectMany((layer, i) => Layer(layer.First, layer.Second, rows, i > 0)).Select(product =>
        {
            IMultiply multiply = create();
            multiply.Prepare(product);
            return multiply;
        })];
        return Server.For(request.Seconds, () =>
        {
            foreach (IMultiply product in products) product.Run();
            return rows;
        });
    }

    private static IEnumerable<Product> Layer(int inputs, int outputs, int rows, bool passesOn)
    {
        yield return new Product("nn", rows, outputs, inputs);
        yield return new Product("tn", inputs, outputs, rows);
        if (passesOn) yield return new Product("nt", rows, inputs, outputs);
    }
}
