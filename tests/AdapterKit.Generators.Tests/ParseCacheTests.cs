using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators.Tests;

public sealed class ParseCacheTests
{
    private const string Declared = "namespace Demo; [System.Obsolete(Texts.Reason)] public class Old { public int Body() => 1; }";
    private const string Texts =
        """
        namespace Demo;
        public static class Texts
        {
            public const string Reason = "a";
            public static int Body(int x = 1) { return x; }
            public enum Kind { A = 1 }
        }
        """;

    [Theory]
    [InlineData("a body elsewhere", "return x;", "return x + 1;", 0)]
    [InlineData("a comment elsewhere", "public static int", "/* why */ public static int", 0)]
    [InlineData("a constant elsewhere", "Reason = \"a\"", "Reason = \"b\"", 1)]
    [InlineData("a default of a parameter elsewhere", "x = 1", "x = 2", 1)]
    [InlineData("a value of an enumeration elsewhere", "A = 1", "A = 2", 1)]
    [InlineData("a modifier elsewhere", "public static class", "internal static class", 1)]
    [InlineData("a directive elsewhere", "return x;", "\n#nullable enable\nreturn x;", 1)]
    [InlineData("a body in the declared type's own file", "=> 1;", "=> 2;", 1)]
    public void A_declaration_is_parsed_again_after_a_change_of(string what, string before, string after, int times)
    {
        _ = what;
        var compilation = GeneratorHarness.Compile("Counted", Declared, Texts);
        var counter = new Counter();
        GeneratorDriver driver = CSharpGeneratorDriver.Create(counter);
        driver = driver.RunGenerators(compilation);
        Assert.Single(counter.Parsed);

        var tree = compilation.SyntaxTrees.Single(tree => tree.ToString().Contains(before, StringComparison.Ordinal));
        var text = tree.ToString().Replace(before, after, StringComparison.Ordinal);
        driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options)));

        Assert.Equal(1 + times, counter.Parsed.Count);
    }

    [Fact]
    public void A_declaration_is_parsed_again_with_other_references()
    {
        var compilation = GeneratorHarness.Compile("Counted", Declared, Texts);
        var counter = new Counter();
        var driver = CSharpGeneratorDriver.Create(counter).RunGenerators(compilation);

        driver.RunGenerators(compilation.RemoveReferences(compilation.References.Last()));

        Assert.Equal(2, counter.Parsed.Count);
    }

    [Fact]
    public void Nothing_that_was_compiled_is_kept_alive()
    {
        var counter = new Counter();
        var compilation = RunOnce(counter);

        for (var i = 0; i < 10 && compilation.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(compilation.IsAlive);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference RunOnce(Counter counter)
    {
        var compilation = GeneratorHarness.Compile("Counted", Declared, Texts);
        CSharpGeneratorDriver.Create(counter).RunGenerators(compilation);
        return new WeakReference(compilation);
    }

    private sealed class Counter : IIncrementalGenerator
    {
        private readonly ParseCache<string> cache;

        public Counter() => cache = new((context, _) =>
        {
            Parsed.Add(context.TargetSymbol.Name);
            return context.TargetSymbol.Name;
        });

        public ConcurrentBag<string> Parsed { get; } = [];

        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName("System.ObsoleteAttribute", static (_, _) => true, cache.Parse),
            static (_, _) => { });
    }
}
