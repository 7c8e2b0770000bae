using System.Reflection;
using System.Runtime.InteropServices;
using AdapterKit.Backbones;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;
using AdapterKit.Npm;
using TorchSharp;

namespace AdapterKit.Cli.Commands;

/// <summary>Shows versions, paths and settings, for a report of a problem.</summary>
internal sealed class EnvCommand(CommandContext context)
    : CliCommand("env", "Show versions, plugin directories, caches, threads, device and environment variables.", context)
{
    private static readonly string[] Variables =
    [
        BackboneCatalog.DirectoryVariable, "ADAPTERKIT_CACHE", PluginDirectories.Variable,
        "NUGET_PACKAGES", "OMP_NUM_THREADS", "XDG_CACHE_HOME", "XDG_DATA_HOME",
    ];

    public override IReadOnlyList<string> Examples => ["env", "env --json"];

    protected override int Run(Invocation invocation)
    {
        invocation.UseThreads();
        var cache = new PackageCache().Directory;
        var report = new EnvironmentReport(
            new Dictionary<string, string>
            {
                ["AdapterKit"] = GetVersion(typeof(EnvCommand)),
                ["contract"] = Contract.Version,
                ["TorchSharp"] = GetVersion(typeof(torch)),
                [".NET"] = RuntimeInformation.FrameworkDescription,
                ["system"] = RuntimeInformation.RuntimeIdentifier,
            },
            torch.get_num_threads(),
            invocation.Device.ToString(),
            ComputeOptions.Devices,
            invocation.PluginDirectories,
            [new CacheReport("npm packages and mail corpus", cache, Measure(cache))],
            Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable));
        invocation.Show(report, ReportJson.Default.EnvironmentReport, EnvironmentView.Render);
        return Console.ExitCode.Success;
    }

    private static string GetVersion(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? type.Assembly.GetName().Version!.ToString();

    private static long Measure(string directory)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        return Directory.Exists(directory)
            ? new DirectoryInfo(directory).EnumerateFiles("*", everything).Sum(file => file.Length)
            : 0;
    }
}
