Table table = Catalog.LoadTable("iris"); // your own: Table.ReadCsv("iris.csv")
(Dataset train, Dataset test) = table.ToDataset(target: "species").Split(test: 0.2, seed: 1);

var experiment = new Experiment(new Dense(32, Activation.ReLU), new Dense(3, Activation.Softmax)) { Optimizer = new Adam(0.01), Seed = 1 };
Model model = await experiment.TrainAsync(train);

Console.WriteLine(model.Evaluate(test)); // accuracy, confusion matrix, per-class figures
model.Save("iris.safetensors");

Prediction answer = Model.Load("iris.safetensors").Predict(5.1f, 3.5f, 1.4f, 0.2f);
Console.WriteLine($"{answer.Label}: {answer.Probabilities.Max():P1}");
