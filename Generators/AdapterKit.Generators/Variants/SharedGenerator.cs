using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Generates the other part of every <c>[SharedModule]</c> class.</summary>
[Generator]
public sealed class SharedGenerator : IIncrementalGenerator
{
    /// <summary>The name of the pipeline step that produces the models.</summary>
    public const string ModelStep = "SharedModules";

    private static readonly ParseCache<SharedModel> Parsed = new(SharedParser.Parse);

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var modules = context.SyntaxProvider
            .ForAttributeWithMetadataName(SharedParser.Attribute, static (node, _) => node is ClassDeclarationSyntax, Parsed.Parse)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(
            modules.NameFiles(static model => model.Type.FileName),
            static (output, module) => output.AddSource(module.File, SharedEmitter.Emit(module.Model)));
    }
}
