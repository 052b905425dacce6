// What the figures of docs/digits.md come from, and the shipped model itself:
//   dotnet run -c Release --project bench/digits -- train models/digits.safetensors
//   dotnet run -c Release --project bench/digits -- evaluate models/digits.safetensors
//   dotnet run -c Release --project bench/digits -- pages models/digits.safetensors
//   dotnet run -c Release --project bench/digits -- images models
//   dotnet run -c Release --project bench/digits -- cost
using Hillock.Digits;
using Hillock.Models;

switch (args)
{
    case ["train", var path]:
        await ModelMaker.MakeAsync(path, Console.Error);
        return 0;
    case ["evaluate", var path]:
        await new Evaluation(Model.Load(path)).WriteAsync(Console.Out);
        return 0;
    case ["pages", var path]:
        await new Pages(Model.Load(path)).WriteAsync(Console.Out);
        return 0;
    case ["images", var folder]:
        await ImagePack.WriteAsync(folder);
        return 0;
    case ["cost"]:
        await Cost.WriteAsync(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Say what to do: train MODEL, evaluate MODEL, pages MODEL, images FOLDER or cost.");
        return 2;
}
