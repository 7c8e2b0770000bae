using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdapterKit.Analyzers.Tests;

/// <summary>The bad code of all pages, compiled at once by the compiler of the SDK, beside a mistake that is not about us.</summary>
public sealed class PlainBuildTests : IClassFixture<PlainBuildTests.Build>
{
    private const string Unrelated = "Unrelated.cs";
    private readonly Build build;

    public PlainBuildTests(Build build) => this.build = build;

    public static TheoryData<string> Ids => [.. Page.Ids.Where(IsOfCurrentLanguage)];

    [Theory, MemberData(nameof(Ids))]
    public void A_build_shows_every_diagnostic_whatever_else_is_wrong(string id)
    {
        // Ids of pages collide with those of other pages.
        Assert.Contains(build.Messages, message => message.File == $"{id}.cs" && message.Id == id);
        Assert.Single(build.Messages, message => message.File == Unrelated && message.Id == "CS0246");
    }

    [Fact]
    public void No_message_comes_twice() => Assert.Distinct(build.Messages);

    [Fact]
    public void No_generated_file_has_an_error_and_no_generator_stops()
    {
        Assert.DoesNotContain(build.Messages, message => message.File.EndsWith(".g.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(build.Messages, message => message.Id is "CS8784" or "CS8785" or "AD0001");
    }

    [Theory]
    [InlineData("public sealed class Small(AdapterShape shape, BottleneckOptions options)", "AK0001")]
    [InlineData("public sealed partial class Small(BottleneckOptions options, AdapterShape shape)", "AK0106")]
    public async Task One_mistake_is_one_message(string head, string id)
    {
        var messages = await CommandLineCompiler.Compile([("Small.cs", $$"""
            [AdapterVariant("small")]
            {{head}} : ResidualAdapter
            {
                [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.BottleneckOf(shape.Width));
                [Up, Zeros] private readonly Linear up = Linear(options.BottleneckOf(shape.Width), shape.Width);
            }
            """)]);

        Assert.Equal([id], messages.Where(message => message.Id != "CS1591").Select(message => message.Id));
    }

    [Theory]
    [InlineData("ClassificationTask", "[Labels(\"a\", \"b\")]")]
    [InlineData("MultiLabelTask", "[Labels(\"a\", \"b\")]")]
    [InlineData("PairTask", "[Labels(\"a\", \"b\")]")]
    [InlineData("RegressionTask", "")]
    [InlineData("SimilarityTask", "")]
    [InlineData("TaggingTask", "[Labels(\"a\", \"b\")]")]
    public async Task One_mistake_in_a_task_is_one_message(string kind, string labels)
    {
        var messages = await CommandLineCompiler.Compile([("Mistaken.cs", $"""
            {labels}
            [TaskAdapter("mistaken", Backbone = "b")]
            public sealed class Mistaken : {kind}<BottleneckAdapter>;

            [TaskAdapter("fused", Backbone = "b")]
            {labels}
            [Fuse("mistaken", "other")]
            public sealed class Fused : {kind};
            """)]);

        Assert.Equal(["AK0001", "AK0001"], messages.Where(message => message.Id != "CS1591").Select(message => message.Id));
    }

    [Theory]
    [InlineData("true", 0)]
    [InlineData("false", 1)]
    [InlineData("", 1)]
    [InlineData(null, 1)]
    public void An_editor_gets_the_diagnostics_from_the_analyzers_alone(string? isDesignTimeBuild, int reported)
    {
        var compilation = Sources.Compile(
            "public sealed class Unrelated { private readonly Missing missing; }",
            "[TaskAdapter(\"spam\", Backbone = \"b\"), Labels(\"a\", \"b\")] "
            + "public sealed class T : ClassificationTask<BottleneckAdapter>;");
        var driver = CSharpGeneratorDriver.Create(
            [new SkippedAnalyzersGenerator().AsSourceGenerator()],
            parseOptions: Sources.Parsing,
            optionsProvider: new BuildProperties(isDesignTimeBuild));

        Assert.Equal(reported, driver.RunGenerators(compilation).GetRunResult().Diagnostics.Count(found => found.Id == "AK0001"));
    }

    [Fact]
    public async Task A_build_with_an_old_language_says_so()
    {
        var page = Page.Read("AK0011");
        var messages = await CommandLineCompiler.Compile([("Old.cs", page.Bad)], $"-langversion:{page.Language.ToDisplayString()}");

        Assert.Contains(messages, message => message is { File: "Old.cs", Id: "AK0011" });
        Assert.DoesNotContain(messages, message => message.File.EndsWith(".g.cs", StringComparison.Ordinal));
    }

    private static bool IsOfCurrentLanguage(string id) => Page.Read(id).Language == Sources.Parsing.LanguageVersion;

    /// <summary>One run of the compiler for all tests.</summary>
    public sealed class Build : IAsyncLifetime
    {
        internal IReadOnlyList<CommandLineCompiler.Message> Messages { get; private set; } = [];

        public async Task InitializeAsync() => Messages = await CommandLineCompiler.Compile(
            Page.Ids.Where(IsOfCurrentLanguage).Select(id => ($"{id}.cs", Isolate(id, Page.Read(id).Bad)))
                .Append((Unrelated, "public sealed class Unrelated { private readonly Missing missing; }")));

        public Task DisposeAsync() => Task.CompletedTask;

        // Pages declare classes of the same names.
        private static string Isolate(string id, string source) =>
            source.Contains("namespace ", StringComparison.Ordinal) || source.Contains("[assembly:", StringComparison.Ordinal)
                ? source
                : $"namespace Of{id};\n{source}";
    }

    private sealed class BuildProperties(string? isDesignTimeBuild) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties(isDesignTimeBuild);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Properties(string? isDesignTimeBuild) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) =>
            (value = key == "build_property.DesignTimeBuild" ? isDesignTimeBuild : null) is not null;
    }
}
