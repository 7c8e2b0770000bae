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
    public void A_project_without_tasks_is_no_plugin() =>
        Assert.DoesNotContain(
            GeneratorHarness.Run(GeneratorHarness.Source("Gate.cs")).Sources, source => source.HintName == "TaskPlugin.g.cs");
}
