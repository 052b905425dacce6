// Kernels beside their definitions: dotnet run -c Release --project bench/kernels [-- --filter *Adam*]
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In this process: a project that the library generates would be built under this repository's rules for sources.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(
    args.Length > 0 ? args : ["--filter", "*"],
    DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)));
