using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>
/// Generates the other part of every <c>[TaskAdapter]</c> class, and the entry point of an assembly with tasks or backbones.
/// </summary>
[Generator]
public sealed class TaskGenerator : IIncrementalGenerator
{
    /// <summary>The name of the pipeline step that produces the models.</summary>
    public const string ModelStep = "Tasks";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = new ParseCache<TaskModel>(TaskParser.Parse);
        var parsedBackbones = new ParseCache<OfferedBackbone>(OfferedBackboneParser.Parse);
        var tasks = context.SyntaxProvider
            .ForAttributeWithMetadataName(TaskParser.Attribute, static (node, _) => node is ClassDeclarationSyntax, parsed.Parse)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(
            tasks.NameFiles(static model => model.Type.FileName, PluginEmitter.FileName),
            static (output, task) => output.AddSource(task.File, TaskEmitter.Emit(task.Model)));

        var backbones = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                OfferedBackboneParser.Attribute, static (node, _) => node is ClassDeclarationSyntax, parsedBackbones.Parse)
            .Where(static backbone => backbone is not null)
            .Select(static (backbone, _) => backbone!)
            .Collect()
            .Select(static (backbones, _) => new EquatableArray<OfferedBackbone>(backbones));

        var hasServices = context.CompilationProvider.Select(static (compilation, _) =>
            compilation.GetTypeByMetadataName("Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions") is not null);
        var all = tasks.Where(static model => model.IsListed).Collect().Select(static (models, _) => new EquatableArray<TaskModel>(models));
        context.RegisterSourceOutput(all.Combine(backbones).Combine(hasServices), static (output, plugin) =>
        {
            var ((tasks, backbones), withServices) = plugin;
            if (tasks.Count + backbones.Count > 0)
                output.AddSource(PluginEmitter.FileName, PluginEmitter.Emit(tasks, backbones, withServices));
        });
    }
}
