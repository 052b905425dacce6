using System.Diagnostics;

namespace Hillock.Tests;

/// <summary>What a program said and how it ended.</summary>
internal sealed record ChildProcess(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a built program to its end, with nothing but <paramref name="input"/> on its standard input.</summary>
    /// <param name="assembly">Its .dll: <see cref="Repository.AssemblyOf"/>.</param>
    /// <param name="arguments">As they arrive in the program.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="input">Standard input.</param>
    public static Task<ChildProcess> RunAsync(string assembly, string[] arguments, string folder, string input = "") =>
        RunAsync(new ProcessStartInfo("dotnet", [assembly, .. arguments]) { WorkingDirectory = folder }, input);

    /// <summary>Runs a program to its end, with nothing but <paramref name="input"/> on its standard input.</summary>
    public static async Task<ChildProcess> RunAsync(ProcessStartInfo start, string input = "")
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        using CancellationTokenSource timeout = new(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), timeout.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(timeout.Token);
            return new ChildProcess(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{start.FileName} {string.Join(' ', start.ArgumentList)}' did not end within {Patience}.", late);
        }
    }
}
