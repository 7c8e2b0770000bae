using System.Linq;
using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the generated part of a declared model: its checkpoints, its creation and the registration of its components.</summary>
internal static class BackboneEmitter
{
    public static string Emit(BackboneModel model)
    {
        var name = model.Type.Name;
        var self = $"global::AdapterKit.IPretrainedBackbone<{name}>";
        var ignored = string.Join(", ", model.IgnoredKeys.Select(Literal.From));
        return GeneratedFile.Write(model.Type, UsedTypes.Backbones, self, writer =>
        {
            writer.Lines(
                $$"""
                {{GeneratedCodeAttribute}}
                static string {{self}}.ModelType => {{Literal.From(model.ModelType)}};

                {{GeneratedCodeAttribute}}
                static string {{self}}.Prefix => {{Literal.From(model.Prefix)}};

                {{GeneratedCodeAttribute}}
                static global::System.Collections.Generic.IReadOnlyList<string> {{self}}.IgnoredKeys => [{{ignored}}];

                {{GeneratedCodeAttribute}}
                static {{name}} {{self}}.Create(ConfigReader config, PretrainedIdentity identity) =>
                    new(config.Read<{{model.ConfigType}}>(), identity);

                """);
            ComponentEmitter.Write(writer, model.Type, model.Components);
        });
    }
}
