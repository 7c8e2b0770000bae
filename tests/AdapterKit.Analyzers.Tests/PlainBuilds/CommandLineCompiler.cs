using System.Diagnostics;
using System.Text.RegularExpressions;
using AdapterKit.Generators;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Analyzers.Tests;

/// <summary>Runs the compiler of the SDK, as a build does: with the generators and the analyzers.</summary>
internal static partial class CommandLineCompiler
{
    /// <summary>Compiles sources to a library.</summary>
    /// <param name="sources">The sources by file name.</param>
    /// <param name="options">Further options of the command line.</param>
    /// <returns>What the compiler says, in its order.</returns>
    public static async Task<IReadOnlyList<Message>> Compile(
        IEnumerable<(string Name, string Text)> sources, params IEnumerable<string> options)
    {
        var directory = Directory.CreateTempSubdirectory("adapterkit-build-");
        try
        {
            var files = new List<string>();
            foreach (var (name, text) in sources.Append(("Usings.cs", Sources.Usings)))
            {
                files.Add(Path.Combine(directory.FullName, name));
                await File.WriteAllTextAsync(files[^1], text);
            }

            var response = Path.Combine(directory.FullName, "build.rsp");
            await File.WriteAllLinesAsync(response, [
                "-target:library", "-nostdlib", "-nullable:enable", "-langversion:14", "-nologo", "-preferreduilang:en",
                $"-out:\"{Path.Combine(directory.FullName, "Built.dll")}\"",
                .. options,
                .. Sources.References.OfType<PortableExecutableReference>().Select(reference => $"-reference:\"{reference.FilePath}\""),
                $"-analyzer:\"{typeof(VariantGenerator).Assembly.Location}\"",
                $"-analyzer:\"{typeof(DeclarationAnalyzer).Assembly.Location}\"",
                .. files.Select(file => $"\"{file}\""),
            ]);
            return Read(await Run(response));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<string> Run(string response)
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        var compiler = Directory.GetDirectories(Path.Combine(root, "sdk"), $"{Environment.Version.Major}.*")
            .Order(StringComparer.Ordinal)
            .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"))
            .Last(File.Exists);
        var isDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(isDotnet ? Environment.ProcessPath! : "dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { "exec", compiler, "-noconfig", $"@{response}" },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    private static IReadOnlyList<Message> Read(string output) => [.. output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => Form().Match(line))
        .Where(line => line.Success)
        .Select(line => new Message(line.Groups["file"].Value, line.Groups["id"].Value, line.Groups["text"].Value))];

    [GeneratedRegex(@"^(?:.*?(?<file>[^/\\(]+)\([\d,]+\): )?(?:error|warning) (?<id>\w+): (?<text>.*?)\r?$")]
    private static partial Regex Form();

    /// <summary>A line of the compiler.</summary>
    /// <param name="File">The name of the file; empty for none.</param>
    /// <param name="Id">The id.</param>
    /// <param name="Text">What it says.</param>
    internal sealed record Message(string File, string Id, string Text);
}
