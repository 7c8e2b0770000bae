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
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(models, static (output, model) => output.AddSource(model!.Type.FileName, BackboneEmitter.Emit(model)));
    }
}
