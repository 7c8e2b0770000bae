using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the reader of a model's <c>config.json</c>.</summary>
internal static class ConfigEmitter
{
    public static string Emit(ConfigModel model)
    {
        var name = model.Type.Name;
        return GeneratedFile.Write(model.Type, UsedTypes.Configs, $"global::AdapterKit.IModelConfig<{name}>", writer =>
        {
            writer.Lines(WiringAttributes);
            using (writer.Open($"static {name} global::AdapterKit.IModelConfig<{name}>.Read(ConfigReader config)"))
            {
                foreach (var requirement in model.Requirements)
                    writer.Line($"config.Require({Literal.From(requirement.Key)}, {Literal.From(requirement.Value)});");

                writer.Line($"{name} defaults = new();");
                using (writer.Open("return new()", "};"))
                {
                    foreach (var property in model.Properties)
                        writer.Line($"{property.Name} = config.Get({Literal.From(property.Key)}, defaults.{property.Name}),");
                }
            }
        });
    }
}
