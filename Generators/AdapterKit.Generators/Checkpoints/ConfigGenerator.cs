using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdapterKit.Generators;

/// <summary>Generates the reader of every record with <c>[ConfigKey]</c> properties.</summary>
[Generator]
public sealed class ConfigGenerator : IIncrementalGenerator
{
    /// <summary>The name of the pipeline step that produces the models.</summary>
    public const string ModelStep = "Configs";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = new ParseCache<ConfigModel>(ConfigParser.Parse);
        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName(ConfigParser.Attribute, static (node, _) => node is PropertyDeclarationSyntax, parsed.Parse)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(
            models.NameFiles(static model => model.Type.GetFileName("Config")),
            static (output, file) => output.AddSource(file.File, ConfigEmitter.Emit(file.Model)));
    }
}
