using System.Collections.Concurrent;
using AdapterKit.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TorchSharp;

namespace AdapterKit.Hosting.Tests;

/// <summary>Compiles plugins like their projects do, including generators.</summary>
internal static class PluginCompiler
{
    private const string Usings =
        """
        global using System;
        global using AdapterKit;
        global using static TorchSharp.torch;
        """;

    private static readonly ConcurrentDictionary<(string, string), byte[]> Compiled = new();

    private static readonly IIncrementalGenerator[] Generators =
        [new TaskGenerator(), new LayerGenerator(), new BackboneGenerator(), new ConfigGenerator(), new WeightsGenerator()];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(ITaskPlugin).Assembly.Location)
            .Append(typeof(torch).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Compiles an assembly with one task; <paramref name="members"/> are added to its class.</summary>
    public static byte[] Task(string assembly, string id, string members = "", string types = "") => Compile(
        assembly,
        $$"""
        namespace Sample;

        [TaskAdapter("{{id}}", Backbone = "tiny")]
        [Labels("no", "yes")]
        public sealed partial class SampleTask : ClassificationTask<BottleneckAdapter>
        {
            {{members}}
        }

        {{types}}
        """);

    /// <summary>Compiles an assembly with one fused task.</summary>
    public static byte[] FusedTask(string assembly, string id, params IEnumerable<string> members) => Compile(
        assembly,
        $$"""
        namespace Sample;

        [TaskAdapter("{{id}}", Backbone = "tiny")]
        [Fuse({{string.Join(", ", members.Select(member => $"\"{member}\""))}})]
        [Labels("no", "yes")]
        public sealed partial class SampleTask : ClassificationTask;
        """);

    public static byte[] Compile(string assembly, string source, params MetadataReference[] references) =>
        Compiled.GetOrAdd((assembly, source), key =>
        {
            var parsing = new CSharpParseOptions(LanguageVersion.CSharp14);
            var compilation = CSharpCompilation.Create(
                assembly,
                new[] { source, Usings }.Select(text => CSharpSyntaxTree.ParseText(text, parsing)),
                [.. References, .. references],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
            CSharpGeneratorDriver.Create([.. Generators.Select(generator => generator.AsSourceGenerator())], parseOptions: parsing)
                .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
            using var image = new MemoryStream();
            var result = generated.Emit(image);
            Assert.True(result.Success, string.Join("\n", result.Diagnostics));
            return image.ToArray();
        });
}
