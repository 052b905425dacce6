using System.Diagnostics;

namespace Hillock.Cli.Tests;

public class BadInputTests
{
    /// <summary>What can be known without opening a file: exit code 2.</summary>
    public static TheoryData<string, string> Usage { get; } = new()
    {
        { "trian iris", "Did you mean 'train'?" },
        { "train", "DATA is missing" },
        { "train iris --epoch 3", "Did you mean '--epochs'?" },
        { "train --epoch 3 iris", "Did you mean '--epochs'?" },
        { "train iris more", "'more' is one argument too many" },
        { "train iris --epochs", "--epochs needs a value" },
        { "train iris --epochs 3 --epochs 4", "more than once" },
        { "train iris --epochs many", "'many' is not a whole number" },
        { "train iris --epochs -3", "not -3" },
        { "train iris --epochs 99999999999", "not a whole number" },
        { "train iris --batch -1", "not -1" },
        { "train iris --lr nan", "NaN" },
        { "train iris --lr -0.1", "not -0.1" },
        { "train iris --lr inf", "not" },
        { "train iris --dropout 1.5", "not 1.5" },
        { "train iris --l2 -1", "not -1" },
        { "train iris --clip 0", "not 0" },
        { "train iris --validation 1", "not 1" },
        { "train iris --test 2", "not 2" },
        { "train iris --label-smoothing 1", "not 1" },
        { "train iris --hidden 8,x", "'x' is not a whole number" },
        { "train iris --hidden 0", "not 0" },
        { "train iris --hidden 8,8 --activation relu,tanh,relu", "3 activations for 2 hidden layers" },
        { "train iris --activation rleu", "Did you mean 'relu'?" },
        { "train iris --loss crossentropy", "Did you mean 'cross_entropy'?" },
        { "train iris --optimizer adm", "Did you mean 'adam'?" },
        { "train iris --schedule cosin", "Did you mean 'cosine'?" },
        { "train iris --init glorott", "Did you mean 'glorot'?" },
        { "train iris --task multclass", "Did you mean 'multiclass'?" },
        { "train iris --precision triple", "There are: single, double" },
        { "train iris --threads 0", "not 0" },
        { "train iris --momentum 0.9", "'adam' has no momentum" },
        { "train iris --optimizer lbfgs --lr 1", "has no learning rate" },
        { "train iris --optimizer perceptron --hidden 4", "leave out --hidden" },
        { "train iris --threshold half", "f1, cost:FP,FN" },
        { "train iris --threshold 1.5", "between 0 and 1" },
        { "train iris --folds 1", "at least 2 folds" },
        { "train iris --folds 3 -o m.safetensors", "leave out --output" },
        { "train iris --folds 3 --from m.safetensors", "leave out --from" },
        { "train iris --every 2", "--checkpoint DIR" },
        { "train iris --resume", "--checkpoint DIR" },
        { "train iris --checkpoint c --every 0", "at least 1" },
        { "train e.json --target y", "leave out --target" },
        { "train e.json --hidden 3", "leave out --hidden" },
        { "train iris --from m.safetensors --hidden 3", "leave out --hidden" },
        { "train iris --delimiter ab", "one character" },
        { "predict m.safetensors d.csv --format xml", "There are: csv, json" },
        { "predict m.safetensors", "DATA is missing" },
        { "evaluate", "MODEL is missing" },
        { "inspect m.safetensors --jsn", "Did you mean '--json'?" },
        { "help trian", "Did you mean 'train'?" },
        { "help datasets shw", "There is no command 'datasets shw'. Did you mean 'datasets show'?" },
        { "help train iris", "'iris' is one argument too many" },
    };

    /// <summary>Files that cannot be learned from: name, text, words of the sentence.</summary>
    public static TheoryData<string, string, string> Tables { get; } = new()
    {
        { "empty", "", "empty" },
        { "header only", "a,b,y\n", "no rows" },
        { "ragged", "a,b,y\n1,2,3\n1,2\n", "d.csv:3" },
        { "binary", "a\0b\u0001\u0002", "binary" },
        { "duplicate columns", "a,a,y\n1,2,0\n3,4,1\n", "'a'" },
        { "one class only", "a,y\n1,x\n2,x\n3,x\n", "same target" },
        { "infinity", "a,y\n1,0\ninf,1\n3,0\n4,1\n", "d.csv:3" },
        { "open quote", "a,y\n1,\"x\n2,y\n", "quote" },
    };

    [Theory]
    [MemberData(nameof(Usage))]
    public async Task A_wrong_command_line_is_told_without_opening_a_file(string line, string expected)
    {
        using TemporaryFolder folder = new();

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, line), 2, expected);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_that_cannot_be_learned_from_is_told_with_its_place(string what, string text, string expected)
    {
        Assert.NotEmpty(what);
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["d.csv"], text);

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "train d.csv --checkpoint run --save-experiment e.json"), 1, "d.csv", expected);

        Assert.Equal(["d.csv"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("train nosuch.csv", "There is no file nosuch.csv")]
    [InlineData("train irs", "Did you mean 'iris'?")]
    [InlineData("train .", "folder")]
    [InlineData("train iris --target speces", "did you mean 'species'?")]
    [InlineData("train iris --target sepal_length --task binary", "binary")]
    [InlineData("train iris --freeze dense_9", "dense_")]
    [InlineData("train iris --threshold f1", "two classes")]
    [InlineData("train diabetes --loss cross_entropy", "regression")]
    [InlineData("train diabetes --loss hinge", "this task is regression")]
    [InlineData("train diabetes --class-weights balanced", "this task is regression")]
    [InlineData("train iris --optimizer perceptron --class-weights balanced --save-experiment e.json", "counts every mistake the same")]
    [InlineData("train iris --features petal_width,species", "As the last column it is the target")]
    [InlineData("train nosuch.json", "nosuch.json")]
    [InlineData("train iris --from nosuch.safetensors", "nosuch.safetensors")]
    [InlineData("train iris -o nofolder/m.safetensors", "nofolder")]
    [InlineData("train iris --save-experiment nofolder/e.json", "nofolder")]
    [InlineData("train iris --epochs 1 -o /dev/full", "full")]
    [InlineData("train diabetes --optimizer least_squares --l2 1 --save-experiment e.json", "no penalties")]
    [InlineData("train iris --checkpoint /dev/null/x", "/dev/null/x")]
    [InlineData("train digits --optimizer sgd --lr 1e30 --loss mean_squared_error --output-activation linear --activation linear", "learning rate")]
    [InlineData("predict nosuch.safetensors -", "nosuch.safetensors")]
    [InlineData("inspect .", "folder")]
    public async Task What_fails_is_told_and_leaves_nothing_behind(string line, string expected)
    {
        if (OperatingSystem.IsWindows() && line.Contains("/dev/", StringComparison.Ordinal)) return;
        using TemporaryFolder folder = new();

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, line), 1, expected);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_register_width_that_does_not_exist_is_told()
    {
        using TemporaryFolder folder = new();
        ProcessStartInfo start = CommandLine.Prepare(folder, "train iris --epochs 1");
        start.Environment["HILLOCK_VECTOR_BITS"] = "77";

        CommandLine.AssertFailed(await ChildProcess.RunAsync(start), 1, "HILLOCK_VECTOR_BITS is '77': it must be 128, 256 or 512");
    }

    [Fact]
    public async Task Hostile_model_files_are_refused()
    {
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, "train iris --epochs 1");
        byte[] whole = await File.ReadAllBytesAsync(folder["iris.safetensors"]);
        (string Name, byte[] Bytes)[] hostile =
        [
            ("empty", []),
            ("cut", whole[..^5]),
            ("overlong", [.. whole, 1, 2, 3]),
            ("hugeheader", [255, 255, 255, 255, 255, 255, 255, 127, (byte)'{']),
            ("text", "hello"u8.ToArray()),
            ("version", System.Text.Encoding.Latin1.GetBytes(System.Text.Encoding.Latin1.GetString(whole).Replace("\"hillock\":\"1\"", "\"hillock\":\"9\"", StringComparison.Ordinal))),
        ];
        foreach ((string name, byte[] bytes) in hostile)
        {
            await File.WriteAllBytesAsync(folder[$"{name}.safetensors"], bytes);
            CommandLine.AssertFailed(await CommandLine.RunAsync(folder, $"inspect {name}.safetensors"), 1, $"{name}.safetensors");
        }
    }

    [Fact]
    public async Task Rows_that_do_not_fit_the_model_are_told()
    {
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, "train iris --epochs 1");
        await File.WriteAllTextAsync(folder["few.csv"], "sepal_length,sepal_width\n1,2\n");
        await File.WriteAllTextAsync(folder["text.csv"], "sepal_length,sepal_width,petal_length,petal_width\n1,2,3,4\n1,2,long,4\n");
        await File.WriteAllTextAsync(folder["label.csv"], "sepal_length,sepal_width,petal_length,petal_width,species\n1,2,3,4,setosa\n1,2,3,4,rose\n");

        foreach (string command in (string[])["predict", "evaluate"])
            CommandLine.AssertFailed(await CommandLine.RunAsync(folder, $"{command} iris.safetensors few.csv"), 1, "few.csv: the model takes the columns petal_length, petal_width, which are not here");
        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "predict iris.safetensors text.csv"), 1, "text.csv:3", "long");
        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "evaluate iris.safetensors label.csv"), 1, "label.csv:3", "rose");
    }

    [Theory]
    [InlineData("inspect m.safetensors --json")]
    [InlineData("predict m.safetensors iris")]
    public async Task A_full_disk_behind_standard_output_is_told(string line)
    {
        if (!OperatingSystem.IsLinux()) return;
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, "train iris --epochs 1 -o m.safetensors");
        ProcessStartInfo direct = CommandLine.Prepare(folder, line);
        var shell = new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" >/dev/full", direct.FileName, .. direct.ArgumentList]) { WorkingDirectory = folder.Path };

        CommandLine.AssertFailed(await ChildProcess.RunAsync(shell, ""), 1, "The output cannot be written", "No space left");
    }
}
