using AdapterKit.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace AdapterKit.Generators.Tests;

public sealed class TaskGeneratorTests
{
    private static readonly string Tasks = GeneratorHarness.Source("Tasks.cs");

    [Fact]
    public Task Tasks_get_their_declarations_and_the_plugin_its_entry_point() =>
        Snapshots.Verify(this, GeneratorHarness.Run(Tasks).AssertClean().Sources);

    [Fact]
    public Task A_task_that_fuses_others_names_them_and_their_weights() =>
        Snapshots.Verify(this, GeneratorHarness.Run(GeneratorHarness.Source("Fused.cs")).AssertClean().Sources);

    [Fact]
    public Task A_task_with_several_adapters_lists_their_options_and_places() =>
        Snapshots.Verify(this, GeneratorHarness.Run(GeneratorHarness.Source("Unions.cs")).AssertClean().Sources);

    [Fact]
    public Task A_project_with_dependency_injection_gets_a_registration()
    {
        var services = new[] { typeof(ServiceCollection), typeof(IServiceCollection) }
            .Select(type => MetadataReference.CreateFromFile(type.Assembly.Location));
        var run = GeneratorHarness.Run(GeneratorHarness.Compile("Generated", Tasks).AddReferences(services)).AssertClean();
        return Snapshots.Verify(this, run.Sources.Where(source => source.HintName == "TaskPlugin.g.cs"));
    }

    [Fact]
    public Task Backbones_are_offered_beside_tasks()
    {
        var run = GeneratorHarness.Run(GeneratorHarness.Source("Backbones.cs")).AssertClean();
        return Snapshots.Verify(this, run.Sources.Where(source => source.HintName == "TaskPlugin.g.cs"));
    }

    [Fact]
    public void A_project_without_tasks_and_backbones_is_no_plugin() =>
        Assert.DoesNotContain(
            GeneratorHarness.Run(GeneratorHarness.Source("Gate.cs")).Sources, source => source.HintName == "TaskPlugin.g.cs");

    [Theory]
    [InlineData("public static Own Load(string directory) => null!;", true)]
    [InlineData("internal static Own Load(string directory) => null!; public static Own Load(int number) => null!;", true)]
    [InlineData("[Obsolete(\"Soon.\")] public static Own Load(string directory) => null!;", true)]
    [InlineData("[Obsolete(\"Gone.\", true)] public static Own Load(string directory) => null!;", false)]
    [InlineData("private static Own Load(string directory) => null!;", false)]
    [InlineData("public static Backbone Load(string directory) => null!;", false)]
    [InlineData("public static Own Load(params string[] directories) => null!;", false)]
    [InlineData("public static Own Load<T>(string directory) => null!;", false)]
    [InlineData("public static Own Load(in string directory) => null!;", false)]
    [InlineData("public Own Load(string directory) => null!;", false)]
    [InlineData("", false)]
    public void A_backbone_is_offered_if_a_host_can_load_it(string members, bool isOffered)
    {
        var run = GeneratorHarness.Run(
            $"namespace Demo; [Backbone(\"own\")] public abstract class Abstract : Backbone {{ protected Abstract() : base(\"a\") {{ }} }} "
            + $"[Backbone(\"own\")] public sealed class Own : PretrainedBackbone {{ private Own() : base(null!) {{ }} {members} "
            + "public override int Width => 1; public override AdaptedStack Encoder => null!; "
            + "public override Tensor Embed(TokenBatch batch) => null!; protected override void RegisterComponents() { } }").AssertClean();

        Assert.Equal(isOffered, run.Sources.Any(source => source.HintName == "TaskPlugin.g.cs"));
    }
}
