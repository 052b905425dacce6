using Hillock.Cli.CommandLine;

return await HillockProgram.RunAsync(args);
