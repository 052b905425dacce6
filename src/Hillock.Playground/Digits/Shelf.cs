namespace Hillock.Playground.Digits;

/// <summary>The models that a visitor has read with: the present one, and those before it to go back to.</summary>
internal sealed class Shelf(Limits limits)
{
    private const int Most = 20;

    private readonly LinkedList<ReadingModel> earlier = [];
    private ReadingModel? current;

    public ReadingModel Current => current ??= ShippedModel.Reader;

    /// <summary>How many can be gone back to.</summary>
    public int Earlier => earlier.Count;

    /// <summary>Reads with another from now on.</summary>
    public void Put(ReadingModel next)
    {
        earlier.AddLast(Current);
        while (earlier.Count > Most || earlier.Sum(model => model.Bytes) > limits.TimelineBytes) earlier.RemoveFirst();
        current = next;
    }

    /// <summary>Goes back to the one before.</summary>
    /// <exception cref="HillockException">There is none.</exception>
    public void TakeBack()
    {
        current = earlier.Last?.Value ?? throw new HillockException("Nothing was taught that could be taken back.");
        earlier.RemoveLast();
    }
}
