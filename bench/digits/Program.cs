// What the digits' figures come from: dotnet run -c Release --project bench/digits -- cost
using Hillock.Digits;

switch (args)
{
    case ["cost"]:
        await Cost.WriteAsync(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("dotnet run -c Release --project bench/digits -- cost");
        return 2;
}
