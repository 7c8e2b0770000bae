using AdapterKit.Cli.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;
using static System.FormattableString;

namespace AdapterKit.Cli.Views;

internal static class EnvironmentView
{
    public static IRenderable Render(EnvironmentReport report)
    {
        var grid = new Grid().AddColumns(2);
        foreach (var (name, version) in report.Versions)
            Add(name, version);

        Add("threads", Invariant($"{report.Threads}"));
        Add("device", report.Devices.Count > 1 ? $"{report.Device} (of {string.Join(", ", report.Devices)})" : report.Device);
        foreach (var directory in report.Plugins)
            Add("plugins", directory);

        foreach (var cache in report.Caches)
            Add(cache.Name, Invariant($"{cache.Directory} ({cache.Bytes / 1e6:N0} MB)"));

        foreach (var (name, value) in report.Variables)
            Add(name, value ?? "(not set)");

        return grid;

        void Add(string name, string value) => grid.AddRow(Markup.Escape(name), Markup.Escape(value));
    }
}
