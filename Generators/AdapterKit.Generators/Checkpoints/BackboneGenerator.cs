using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Generates the other part of every <c>[BackboneModel]</c> class.</summary>
[Generator]
public sealed class BackboneGenerator : IIncrementalGenerator
{
    /// <summary>The name of the pipeline step that produces the models.</summary>
    public const string ModelStep = "Backbones";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = new ParseCache<BackboneModel>(BackboneParser.Parse);
        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName(BackboneParser.Attribute, static (node, _) => node is ClassDeclarationSyntax, parsed.Parse)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(
            models.NameFiles(static model => model.Type.FileName),
            static (output, file) => output.AddSource(file.File, BackboneEmitter.Emit(file.Model)));
    }
}
