using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Generates the other part of every <c>[BackboneModel]</c> class.</summary>
[Generator]
public sealed class BackboneGenerator : IIncrementalGenerator
{
    /// <summary>The name of the pipeline step that produces the models.</summary>
    public const string ModelStep = "Backbones";

    private static readonly ParseCache<BackboneModel> Parsed = new(BackboneParser.Parse);

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName(BackboneParser.Attribute, static (node, _) => node is ClassDeclarationSyntax, Parsed.Parse)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(
            models.NameFiles(static model => model.Type.FileName),
            static (output, file) => output.AddSource(file.File, BackboneEmitter.Emit(file.Model)));
    }
}
