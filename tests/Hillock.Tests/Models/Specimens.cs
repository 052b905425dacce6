using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Tests.Training;
using Hillock.Training;

namespace Hillock.Tests.Models;

/// <summary>Trained models of every task, with data of their kind.</summary>
internal static class Specimens
{
    private const string Mixed = """
        size,color,hot,when,price
        1.5,red,yes,2024-01-02,10
        ,green,no,2024-02-03,12.5
        3.5,blue,yes,2024-03-04,9
        2.25,red,no,,14
        4,green,yes,2024-05-06,8.5
        2,red,no,2024-06-07,13
        """;

    /// <summary>Columns of every kind, one number to predict.</summary>
    public static TableDataset Columns => Table.ReadCsv(new StringReader(Mixed), "mixed.csv").ToDataset();

    public static (Model Model, Dataset Data)[] All { get; } =
    [
        Train(Toy.Classes(), Toy.Classifier),
        Train(Toy.Gate(0, 1, 1, 1), new Dense(4, Activation.Tanh), new Dense(1, Activation.Sigmoid)),
        Train(Toy.Numbers(), new Dense(6, Activation.GELU), new Dropout(0.1), new Dense(1)),
        Train(Columns, new Dense(5, Activation.ReLU) { Name = "hidden" }, new Dense(1) { HasBias = false }),
        Train(Catalog.Load("digits").Train.Subset([.. Enumerable.Range(0, 50)]), new Flatten(), new Dense(10, Activation.Softmax)),
    ];

    private static (Model, Dataset) Train(Dataset data, params Layer[] layers)
    {
        var experiment = new Experiment(layers) { Epochs = 2, Validation = 0, Precision = data.Count % 3 == 0 ? Precision.Double : Precision.Single };
        return (Toy.Run(new Trainer(experiment, data)).CreateModel(), data);
    }
}
